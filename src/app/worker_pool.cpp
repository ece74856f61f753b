#include "app/worker_pool.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace cairn::app {

WorkerPool::WorkerPool(const IssueJob& job, unsigned threads) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this, &job] { work(job); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  has_task_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void WorkerPool::give(std::unique_ptr<IssueBatch> batch, BatchStage stage) {
  {
    const std::lock_guard lock(mutex_);
    // Batches that are further on go first: that bounds what lies about half done.
    if (stage == BatchStage::build) {
      tasks_.push_back({std::move(batch), stage});
    } else {
      tasks_.push_front({std::move(batch), stage});
    }
  }
  has_task_.notify_one();
}

// The mutex is held.
std::vector<BatchDone> WorkerPool::take_done() {
  if (broken_ != nullptr) std::rethrow_exception(std::exchange(broken_, nullptr));
  return std::exchange(done_, {});
}

std::vector<BatchDone> WorkerPool::take() {
  const std::lock_guard lock(mutex_);
  return take_done();
}

std::vector<BatchDone> WorkerPool::wait() {
  std::unique_lock lock(mutex_);
  has_done_.wait(lock, [this] { return !done_.empty() || broken_ != nullptr; });
  return take_done();
}

BatchDone WorkerPool::run(BatchWorker& worker, Task task) {
  Result<void> outcome;
  switch (task.stage) {
    case BatchStage::build:
      worker.build(*task.batch);
      break;
    case BatchStage::sign:
      outcome = worker.sign(*task.batch);
      break;
    case BatchStage::write:
      outcome = worker.write(*task.batch);
      break;
  }
  return {std::move(task.batch), task.stage, std::move(outcome)};
}

// The first one that may be begun now; the mutex is held.
std::deque<WorkerPool::Task>::iterator WorkerPool::next_task() {
  return std::find_if(tasks_.begin(), tasks_.end(),
                      [this](const Task& task) { return !writing_ || task.stage != BatchStage::write; });
}

void WorkerPool::work(const IssueJob& job) {
  try {
    BatchWorker worker(job);
    for (;;) {
      std::unique_lock lock(mutex_);
      auto next = tasks_.end();
      has_task_.wait(lock, [&] { return closing_ || (next = next_task()) != tasks_.end(); });
      if (closing_) return;
      Task task = std::move(*next);
      tasks_.erase(next);
      const bool is_writing = task.stage == BatchStage::write;
      if (is_writing) writing_ = true;
      lock.unlock();
      BatchDone done = run(worker, std::move(task));
      lock.lock();
      if (is_writing) writing_ = false;
      done_.push_back(std::move(done));
      lock.unlock();
      has_done_.notify_one();
      if (is_writing) has_task_.notify_one();
    }
  } catch (const std::exception&) {
    // Not a wall: handed to the thread that waits, which has one.
    const std::lock_guard lock(mutex_);
    broken_ = std::current_exception();
    has_done_.notify_one();
  }
}

}  // namespace cairn::app
